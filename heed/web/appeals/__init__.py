"""The pages of an appeal against an entry: recorded, its panel named, its papers, each view, what was decided."""
