package greenbelt.user;

import greenbelt.contract.Money;
import greenbelt.contract.UserId;

/// A movement as it stands in the ledger. Entries are added, never changed.
///
/// @param balance of the wallet after it
record WalletEntry(UserId user, Movement movement, Money balance) {}
