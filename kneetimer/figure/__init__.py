"""The moving illustrations: pure rig and motion, and a painter that knows QtGui alone."""
