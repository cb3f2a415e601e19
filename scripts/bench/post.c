// The bare limit of the wire: one libcurl multi handle posts the same body over and over to one address.
// post URL BODY-FILE REQUESTS IN-FLIGHT; prints the seconds that it took.
#include "clock.h"
#include <curl/curl.h>

static char body[1 << 20];
static long left, accepted;
static const char *failure = "another status";

static size_t drop(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes, (void)context;
  return size * count;
}

int main(int count, char **words) {
  if (count != 5) return 64;
  FILE *file = fopen(words[2], "rb");
  long length = file ? (long)fread(body, 1, sizeof body, file) : 0;
  long requests = left = atol(words[3]), width = atol(words[4]);
  curl_global_init(CURL_GLOBAL_ALL);
  CURLM *multi = curl_multi_init();
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, width);
  struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
  headers = curl_slist_append(headers, "Authorization: Bearer SG.bench");
  headers = curl_slist_append(headers, "Expect:");
  double start = seconds();
  int running = 0;
  for (long i = 0; i < width && left > 0; i++, left--) {
    CURL *easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, words[1]);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, length);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop);
    curl_multi_add_handle(multi, easy);
  }
  do {
    curl_multi_perform(multi, &running);
    int waiting;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &waiting))) {
      CURL *easy = message->easy_handle;
      long status = 0;
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
      accepted += status == 202;
      if (message->data.result) failure = curl_easy_strerror(message->data.result);
      curl_multi_remove_handle(multi, easy);
      if (left > 0) {
        left--;
        curl_multi_add_handle(multi, easy);
        running = 1;
      } else {
        curl_easy_cleanup(easy);
      }
    }
    if (running) curl_multi_poll(multi, NULL, 0, 1000, NULL);
  } while (running);
  printf("%f\n", seconds() - start);
  if (accepted == requests) return 0;
  fprintf(stderr, "post: %ld of %ld requests were accepted; the last failure: %s\n", accepted, requests, failure);
  return 1;
}
