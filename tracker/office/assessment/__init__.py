"""The assessment of a year (目标任务考核): units, what counts for them, and what they are to reach."""
