-- The number of what is owed: the payment's, or where it pays an instalment the instalment's with a minus before it. However
-- many payments are tried for an instalment, it is one debt, and one campaign at a time reminds of it.
create or replace function rekindle.debt(payment bigint, instalment bigint) returns bigint language sql immutable parallel safe
return coalesce(-instalment, payment);
