#pragma once
#include <microhttpd.h>

/// Swift does not see variadic functions: the daemon with the options that the host uses.
static inline struct MHD_Daemon *http_server_start(
    unsigned int flags, const struct sockaddr *address, void *owner, MHD_AccessHandlerCallback handle,
    void *(*open)(void *owner, const char *uri, struct MHD_Connection *connection),
    MHD_RequestCompletedCallback completed, size_t (*unescape)(void *owner, struct MHD_Connection *, char *text),
    unsigned int threads, unsigned int connections, unsigned int idle_seconds, size_t header_bytes,
    unsigned short port) {
  if (threads > 1) {
    return MHD_start_daemon(
        flags, port, NULL, NULL, handle, owner, MHD_OPTION_SOCK_ADDR, address, MHD_OPTION_URI_LOG_CALLBACK, open,
        owner, MHD_OPTION_NOTIFY_COMPLETED, completed, owner, MHD_OPTION_UNESCAPE_CALLBACK, unescape, owner,
        MHD_OPTION_CONNECTION_LIMIT, connections, MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, header_bytes, MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_END);
  }
  return MHD_start_daemon(
      flags, port, NULL, NULL, handle, owner, MHD_OPTION_SOCK_ADDR, address, MHD_OPTION_URI_LOG_CALLBACK, open, owner,
      MHD_OPTION_NOTIFY_COMPLETED, completed, owner, MHD_OPTION_UNESCAPE_CALLBACK, unescape, owner,
      MHD_OPTION_CONNECTION_LIMIT, connections, MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, header_bytes, MHD_OPTION_END);
}

/// The port that the daemon listens on: known only afterwards where port 0 was asked for.
static inline unsigned short http_server_port(struct MHD_Daemon *server) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(server, MHD_DAEMON_INFO_BIND_PORT);
  return info ? info->port : 0;
}

/// The peer's address of a connection, owned by the connection.
static inline const struct sockaddr *http_peer(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info ? info->client_addr : NULL;
}
