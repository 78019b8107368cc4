"""The papers of an appeal: put together for one reader, without what that reader must not see."""
