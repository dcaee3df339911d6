"""The program put together: the model, the controllers, and the way between them."""
