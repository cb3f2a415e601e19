#include <curl/curl.h>
#include <sys/epoll.h>

// Swift cannot call variadic functions: one wrapper for each type of argument (STYLE E8).

typedef size_t (*rekindle_data_callback)(char *, size_t, size_t, void *);

static inline CURLcode rekindle_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode rekindle_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode rekindle_set_text(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode rekindle_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode rekindle_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode rekindle_set_data_callback(CURL *easy, CURLoption option, rekindle_data_callback value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode rekindle_set_prereq_callback(CURL *easy, curl_prereq_callback value) {
  return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, value);
}

static inline CURLcode rekindle_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode rekindle_get_pointer(CURL *easy, CURLINFO info, void **value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode rekindle_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode rekindle_multi_set_socket_callback(CURLM *multi, curl_socket_callback value, void *data) {
  CURLMcode code = curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, data);
  return code ? code : curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, value);
}

static inline CURLMcode rekindle_multi_set_timer_callback(CURLM *multi, curl_multi_timer_callback value, void *data) {
  CURLMcode code = curl_multi_setopt(multi, CURLMOPT_TIMERDATA, data);
  return code ? code : curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, value);
}
