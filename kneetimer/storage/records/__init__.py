"""What is kept in the data file: sessions, answers, runs and preferences, as rows and as values."""
