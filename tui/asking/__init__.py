"""The doors from the screens to the office, a module for each screen: plain functions run in a thread."""
