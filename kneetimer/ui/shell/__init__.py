"""The window around the pages: navigation, theme, colours, icons, what is said at its edges."""
