"""Action plans agreed between the person affected and the manager."""
