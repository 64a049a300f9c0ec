package greenbelt.shard.map;

import java.util.List;
import java.util.Optional;

/// The tables that are sharded together, and how else than by their sharding column to find rows of them.
///
/// Rows of sharded tables with equal sharding values are on one shard: such tables are co-located, and can be joined there.
public record Catalog(List<Table> tables, List<LookupIndex> lookups) {
    public Catalog {
        tables = List.copyOf(tables);
        lookups = List.copyOf(lookups);
    }

    /// The table of this name, in lower case, if there is one.
    public Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /// The index by which rows of `table` are found by `column`, if there is one.
    public Optional<LookupIndex> lookup(String table, String column) {
        return lookupsOf(table).stream().filter(index -> index.column().equals(column)).findFirst();
    }

    /// The indexes by which rows of `table` are found otherwise than by its sharding column.
    public List<LookupIndex> lookupsOf(String table) {
        return lookups.stream().filter(index -> index.table().equals(table)).toList();
    }

    /// Whether this is the table of a lookup index.
    public boolean isIndex(Table table) {
        for (var index : lookups) {
            if (index.indexTable().equals(table.name())) {
                return true;
            }
        }
        return false;
    }

    /// Those whose rows are on one shard each, the tables of lookup indexes included.
    public List<Table> shardedTables() {
        return tables.stream().filter(table -> !table.isReference()).toList();
    }

    /// Those of which every shard has a copy.
    public List<Table> referenceTables() {
        return tables.stream().filter(Table::isReference).toList();
    }
}
