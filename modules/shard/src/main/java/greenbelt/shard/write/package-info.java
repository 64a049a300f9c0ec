/// Writes that concern several shards: best effort, a commit in two phases, a saga. Each says what it promises, and what others see
/// meanwhile.
@org.jspecify.annotations.NullMarked
package greenbelt.shard.write;
