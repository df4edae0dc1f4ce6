// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/streams.h"

#include <algorithm>

namespace parvis::http {
namespace {

// A line feed within the value would end the frame.
std::string frame_of(std::string const& event, std::string const& json) {
  std::string frame = "event: " + event + "\ndata: ";
  for (char const letter : json) {
    if (letter == '\n') {
      frame += "\ndata: ";
    } else if (letter != '\r') {
      frame += letter;
    }
  }
  return frame + "\n\n";
}

}  // namespace

std::optional<std::string> Subscription::take() {
  std::lock_guard const lock(mutex_);
  if (ended_) return std::nullopt;
  std::string all;
  for (std::string const& frame : frames_) all += frame;
  frames_.clear();
  return all;
}

void Subscription::push(std::string const& frame) {
  {
    std::lock_guard const lock(mutex_);
    if (frames_.size() >= most_waiting_) ended_ = true;
    if (ended_) {
      frames_.clear();
    } else {
      frames_.push_back(frame);
    }
  }
  wake_();
}

void Subscription::end() {
  {
    std::lock_guard const lock(mutex_);
    ended_ = true;
  }
  wake_();
}

void EventStreams::publish(std::string const& topic, std::string const& event, std::string const& json) {
  std::vector<std::shared_ptr<Subscription>> listeners;
  {
    std::lock_guard const lock(mutex_);
    auto const found = topics_.find(topic);
    if (found == topics_.end()) return;
    std::erase_if(found->second, [](auto const& known) { return known.expired(); });
    for (auto const& known : found->second) {
      if (auto listener = known.lock()) listeners.push_back(std::move(listener));
    }
    if (found->second.empty()) topics_.erase(found);
  }
  std::string const frame = frame_of(event, json);
  for (auto const& listener : listeners) listener->push(frame);
}

std::shared_ptr<Subscription> EventStreams::subscribe(std::string const& topic, std::function<void()> wake) {
  auto subscription = std::make_shared<Subscription>(most_waiting_, std::move(wake));
  std::lock_guard const lock(mutex_);
  if (closed_) {
    subscription->end();
  } else {
    auto& known = topics_[topic];
    std::erase_if(known, [](auto const& one) { return one.expired(); });  // a quiet topic is published to by nobody
    known.push_back(subscription);
  }
  return subscription;
}

void EventStreams::close() {
  std::map<std::string, std::vector<std::weak_ptr<Subscription>>> topics;
  {
    std::lock_guard const lock(mutex_);
    closed_ = true;
    topics.swap(topics_);
  }
  for (auto const& [topic, listeners] : topics) {
    for (auto const& known : listeners) {
      if (auto const listener = known.lock()) listener->end();
    }
  }
}

std::size_t EventStreams::open() const {
  std::lock_guard const lock(mutex_);
  std::size_t count = 0;
  for (auto const& [topic, listeners] : topics_) {
    count += static_cast<std::size_t>(std::count_if(listeners.begin(), listeners.end(), [](auto const& known) { return !known.expired(); }));
  }
  return count;
}

}  // namespace parvis::http
