-- For V96: which transaction is the newest that changed anything?
DROP INDEX CONCURRENTLY IF EXISTS sync.change_transaction_idx; -- of a try that was cut off
CREATE INDEX CONCURRENTLY change_transaction_idx ON sync.change (transaction_id);
