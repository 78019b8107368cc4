"""Letters to members of the public: drafted from the policy's templates, looked at twice, sent, kept as they went."""
