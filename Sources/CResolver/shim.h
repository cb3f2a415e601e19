// The resolver of the C library, some of whose names are macros that Swift does not see.
#pragma once
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <stdlib.h>

/// A resolver as /etc/resolv.conf has it, or one that asks nobody but the server at an IPv4 address; null where that is none.
static inline res_state resolver_open(const char *address, unsigned short port) {
  res_state state = (res_state)calloc(1, sizeof(*state));
  if (!state || res_ninit(state) != 0) return state ? (free(state), (res_state)0) : state;
  state->retrans = 3;
  state->retry = 2;
  if (!address) return state;
  state->nscount = 1;
  state->nsaddr_list[0].sin_family = AF_INET;
  state->nsaddr_list[0].sin_port = htons(port);
  if (inet_pton(AF_INET, address, &state->nsaddr_list[0].sin_addr) == 1) return state;
  res_nclose(state);
  free(state);
  return (res_state)0;
}

static inline void resolver_close(res_state state) {
  res_nclose(state);
  free(state);
}

/// The length of the answer about the TXT records of a name; 0 where it has none, and -1 where nobody answered.
static inline int resolver_ask_texts(res_state state, const char *name, unsigned char *answer, int size) {
  int length = res_nquery(state, name, ns_c_in, ns_t_txt, answer, size);
  if (length >= 0) return length;
  return state->res_h_errno == HOST_NOT_FOUND || state->res_h_errno == NO_DATA ? 0 : -1;
}

static inline int resolver_count(const ns_msg *answer) { return ns_msg_count(*answer, ns_s_an); }
