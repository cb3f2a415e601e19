// A plain HTTP client: requests PORT REQUEST-FILE COUNT CONNECTIONS STATUS
// Sends the same bytes COUNT times over so many connections to this machine, one request at a time on each, and expects
// answers of the given status with a Content-Length.
#define _GNU_SOURCE
#include "clock.h"
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

struct connection {
  int socket;
  double begin;
  size_t held;
  char answer[1 << 16];
};
static char request[1 << 20];
static long length;

static void check(int is_good, const char *what, const char *more) {
  if (is_good) return;
  fprintf(stderr, "requests: %s %.80s\n", what, more);
  exit(1);
}

static void ask(struct connection *it) {
  it->begin = seconds();
  it->held = 0;
  check(send(it->socket, request, length, MSG_NOSIGNAL) == length, "the server does not read", "");
}

// Whether the whole answer is there.
static int take(struct connection *it, const char *status) {
  ssize_t count = recv(it->socket, it->answer + it->held, sizeof it->answer - 1 - it->held, 0);
  if (count <= 0) fprintf(stderr, "after %.3f s of waiting ", seconds() - it->begin);
  check(count > 0, "the server hung up", "");
  it->held += count;
  it->answer[it->held] = 0;
  char *body = strstr(it->answer, "\r\n\r\n");
  if (!body) return 0;
  check(!strncmp(it->answer + 9, status, 3), "the server answered", it->answer);
  char *size = strcasestr(it->answer, "\r\ncontent-length:");
  check(size && size < body, "the answer has no length:", it->answer);
  return it->held >= (size_t)(body + 4 - it->answer) + atol(size + 17);
}

static void open_to(struct connection *it, int port, int queue) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int yes = 1;
  it->socket = socket(AF_INET, SOCK_STREAM, 0);
  check(!connect(it->socket, (struct sockaddr *)&address, sizeof address), "nobody listens on", "that port");
  setsockopt(it->socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  epoll_ctl(queue, EPOLL_CTL_ADD, it->socket, &(struct epoll_event){.events = EPOLLIN, .data.ptr = it});
}

int main(int words, char **word) {
  if (words != 6) return 64;
  FILE *file = fopen(word[2], "rb");
  check(file && (length = (long)fread(request, 1, sizeof request, file)) > 0, "there is no request", "");
  long count = atol(word[3]), width = atol(word[4]), done = 0;
  double *times = calloc(count, sizeof *times);
  struct connection *all = calloc(width, sizeof *all);
  int queue = epoll_create1(0);
  for (long i = 0; i < width; i++) open_to(all + i, atoi(word[1]), queue);
  double first = seconds();
  long left = count;
  for (long i = 0; i < width && left > 0; i++, left--) ask(all + i);
  while (done < count) {
    struct epoll_event ready[64];
    int waiting = epoll_wait(queue, ready, 64, 30000);
    check(waiting > 0, "no answer within 30 seconds", "");
    for (int i = 0; i < waiting; i++) {
      struct connection *it = ready[i].data.ptr;
      if (!take(it, word[5])) continue;
      times[done++] = seconds() - it->begin;
      if (left > 0) left--, ask(it);
    }
  }
  summarise(seconds() - first, times, count);
  return 0;
}
