// The bare limit of a cold start: connect, ask `select 1`, leave.
#include <libpq-fe.h>

int main(int count, char **words) {
  PGconn *connection = PQconnectdb(count > 1 ? words[1] : "");
  PGresult *result = PQexec(connection, "select 1");
  int failed = PQresultStatus(result) != PGRES_TUPLES_OK;
  PQclear(result);
  PQfinish(connection);
  return failed;
}
