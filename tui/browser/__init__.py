"""The same app in a browser: a small server, who may ask it, its pages, and one process of the app for each session."""
