"""The year's end: what moved figures after they were reported, their vintages, and years beside each other."""
