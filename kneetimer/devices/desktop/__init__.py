"""The desktop's services: display, screen, media keys, notifications, look."""
