package greenbelt.shard.run;

/// How shards are asked for the groups of a query.
///
/// @param single whether for rows in order, which are grouped here, because a shard could not hold its groups
/// @param parts in how many parts, one after the other; from 1
record Grouping(boolean single, int parts) {
    static final Grouping AT_ONCE = new Grouping(false, 1);
    static final Grouping BY_ROWS = new Grouping(true, 1);

    static Grouping inParts(int parts) {
        return new Grouping(false, parts);
    }
}
