"""What lies over the main screen: help, the palette, dialogs."""
