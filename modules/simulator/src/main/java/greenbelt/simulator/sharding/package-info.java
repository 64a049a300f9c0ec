/// The sharded shop beside the running system: opens what the module `shard` offers on the system's disk, and keeps it open.
package greenbelt.simulator.sharding;
