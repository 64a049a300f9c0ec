package greenbelt.shard.run;

/// What a condition says of a row. SQL has three answers, of which the third is for NULL; the fourth is for conditions that only
/// the database can decide.
enum Truth {
    YES,
    NO,
    UNKNOWN,
    OPEN;

    static Truth of(boolean holds) {
        return holds ? YES : NO;
    }

    /// Open when either is, so that nothing is passed over that the database would refuse.
    Truth and(Truth other) {
        if (this == OPEN || other == OPEN) {
            return OPEN;
        }
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES ? other : this;
    }

    Truth or(Truth other) {
        return not().and(other.not()).not();
    }

    Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN, OPEN -> this;
        };
    }
}
