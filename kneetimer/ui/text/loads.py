"""What stands where nothing is lifted and no band is taken. Which loads there are, core/weights.py says."""

NO_WEIGHT = "no weight"
NO_BAND = "no band"
