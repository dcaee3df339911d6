"""What is given away and taken in: JSON, CSV, FIT activities and the calendar."""
