package greenbelt.shard.plan;

/// A column of one source of rows in one query.
///
/// @param scope the number of the query in the statement, because inner ones may use the same names
/// @param source what the source is called in it
record Ref(int scope, String source, String column) {}
