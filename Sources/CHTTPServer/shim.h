#pragma once
#include <microhttpd.h>

/// What libmicrohttpd calls while it serves; `owner` is handed to each.
struct http_callbacks {
  void *owner;
  MHD_AccessHandlerCallback handle;
  void *(*open)(void *owner, const char *target, struct MHD_Connection *connection);
  MHD_RequestCompletedCallback completed;
  MHD_NotifyConnectionCallback connection;
  size_t (*unescape)(void *owner, struct MHD_Connection *connection, char *text);
};

/// A daemon without a listening socket, threads or limits of its own: Swift does not see variadic functions.
static inline struct MHD_Daemon *http_daemon_start(struct http_callbacks calls, size_t connection_bytes) {
  return MHD_start_daemon(
      MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_NO_LISTEN_SOCKET, 0, NULL, NULL, calls.handle, calls.owner,
      MHD_OPTION_URI_LOG_CALLBACK, calls.open, calls.owner, MHD_OPTION_NOTIFY_COMPLETED, calls.completed, calls.owner,
      MHD_OPTION_NOTIFY_CONNECTION, calls.connection, calls.owner, MHD_OPTION_UNESCAPE_CALLBACK, calls.unescape,
      calls.owner, MHD_OPTION_CONNECTION_LIMIT, 1u << 30, MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_bytes,
      MHD_OPTION_END);
}

/// A descriptor that polls readable while the daemon has events to handle.
static inline int http_daemon_events(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
  return info ? info->epoll_fd : -1;
}

/// The peer's address of a connection, owned by the connection.
static inline const struct sockaddr *http_peer(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info ? info->client_addr : NULL;
}

/// The socket of a connection; -1 where it has none.
static inline int http_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

/// Bytes of a request's head as received, with its empty line.
static inline size_t http_head_size(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  return info ? info->header_size : 0;
}
