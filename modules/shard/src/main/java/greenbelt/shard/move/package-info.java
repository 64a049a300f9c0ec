/// Moving rows from shard to shard while everybody reads and writes: copy, catch up, verify, switch; or everything as before.
///
/// Beside it, what to move: where rows and requests are too many.
@org.jspecify.annotations.NullMarked
package greenbelt.shard.move;
