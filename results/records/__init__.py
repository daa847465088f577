"""What the store gives back: frozen values, one per kind of row. They hold no connection and may be kept and shared."""
