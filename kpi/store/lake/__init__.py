"""Many communes' lists side by side as Parquet files: a folder for each unit, which every engine reads."""
