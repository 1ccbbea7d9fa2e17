"""The run screen: everything a meeting needs in the room, on one screen."""
