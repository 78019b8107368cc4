"""The register of people and properties that are a credible risk: fair, lawful, limited in time, and looked up."""
