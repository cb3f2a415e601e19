// Callbacks
