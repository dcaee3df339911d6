"""Every sentence of the interface, apart from the exercises' own texts in resources."""
