"""The index: under which keys the people and places that we know lie. It knows them by number alone."""
