// A burst of requests that differ: burst PORT FILE CONNECTIONS OUTPUT
// FILE holds requests, each behind its length in four bytes of this machine's order. Each is sent once, one at a time on each
// connection. OUTPUT gets a line for each in their order: when it was sent and answered, in seconds since 1970, and the status.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct request {
  char *bytes;
  uint32_t length;
  double sent, answered;
  int status;
};
struct connection {
  int socket;
  struct request *request;
  size_t held;
  char answer[1 << 16];
};

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void check(int is_good, const char *what) {
  if (is_good) return;
  fprintf(stderr, "burst: %s\n", what);
  exit(1);
}

static void ask(struct connection *it, struct request *request) {
  it->request = request;
  it->held = 0;
  request->sent = now();
  check(send(it->socket, request->bytes, request->length, MSG_NOSIGNAL) == request->length, "the server does not read");
}

// Whether the whole answer is there.
static int take(struct connection *it) {
  ssize_t count = recv(it->socket, it->answer + it->held, sizeof it->answer - 1 - it->held, 0);
  check(count > 0, "the server hung up");
  it->held += count;
  it->answer[it->held] = 0;
  char *body = strstr(it->answer, "\r\n\r\n");
  if (!body) return 0;
  char *size = strcasestr(it->answer, "\r\ncontent-length:");
  check(size && size < body, "the answer has no length");
  if (it->held < (size_t)(body + 4 - it->answer) + atol(size + 17)) return 0;
  it->request->answered = now();
  it->request->status = atoi(it->answer + 9);
  return 1;
}

static void open_to(struct connection *it, int port, int queue) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int yes = 1;
  it->socket = socket(AF_INET, SOCK_STREAM, 0);
  check(!connect(it->socket, (struct sockaddr *)&address, sizeof address), "nobody listens on that port");
  setsockopt(it->socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  epoll_ctl(queue, EPOLL_CTL_ADD, it->socket, &(struct epoll_event){.events = EPOLLIN, .data.ptr = it});
}

int main(int words, char **word) {
  if (words != 5) return 64;
  FILE *file = fopen(word[2], "rb");
  check(file != NULL, "there are no requests");
  struct request *all = NULL;
  uint32_t length;
  long count = 0, asked = 0, done = 0, width = atol(word[3]);
  while (fread(&length, sizeof length, 1, file) == 1) {
    if (!(count & (count + 1))) all = realloc(all, 2 * (count + 1) * sizeof *all);
    all[count] = (struct request){.bytes = malloc(length), .length = length};
    check(fread(all[count++].bytes, 1, length, file) == length, "a request is cut off");
  }
  struct connection *connections = calloc(width, sizeof *connections);
  int queue = epoll_create1(0);
  for (long i = 0; i < width; i++) open_to(connections + i, atoi(word[1]), queue);
  for (long i = 0; i < width && asked < count; i++) ask(connections + i, all + asked++);
  while (done < count) {
    struct epoll_event ready[64];
    int waiting = epoll_wait(queue, ready, 64, 60000);
    check(waiting > 0, "no answer within a minute");
    for (int i = 0; i < waiting; i++) {
      struct connection *it = ready[i].data.ptr;
      if (!take(it)) continue;
      done++;
      if (asked < count) ask(it, all + asked++);
    }
  }
  FILE *output = fopen(word[4], "w");
  for (long i = 0; i < count; i++) fprintf(output, "%.6f %.6f %d\n", all[i].sent, all[i].answered, all[i].status);
  return fclose(output);
}
