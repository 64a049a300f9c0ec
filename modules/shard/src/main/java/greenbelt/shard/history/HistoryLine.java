package greenbelt.shard.history;

/// A line of an order, with the name and the price that the item had when it was placed.
public record HistoryLine(String sku, String name, int quantity, long priceCents) {}
