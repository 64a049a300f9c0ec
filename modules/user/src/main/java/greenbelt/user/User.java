package greenbelt.user;

import greenbelt.contract.Api.UserView;
import greenbelt.contract.Money;
import greenbelt.contract.UserId;

/// A user as stored.
///
/// @param email in lower case
/// @param password what [Passwords] made of it
/// @param closed whether the user has left; the wallet's entries stay
/// @param forgotten whether what was personal has been erased; handle, name and address are stand-ins then
record User(
        UserId id,
        String handle,
        String name,
        String email,
        String password,
        Money balance,
        boolean closed,
        boolean forgotten) {
    /// What others may see.
    UserView view() {
        return new UserView(id, handle, name, email, balance);
    }

    @Override
    public String toString() {
        return "User[id=" + id + "]";
    }
}
