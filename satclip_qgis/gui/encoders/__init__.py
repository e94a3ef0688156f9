"""The Encoders window, and lists of encoders in dialogs."""
