/// Carries plans out: asks the shards, a few at a time, and puts their rows together as they come. What is kept of them meanwhile
/// has a limit.
package greenbelt.shard.run;
