// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/order_pages.h"

#include <gtest/gtest.h>

#include <regex>
#include <vector>

namespace parvis::track {
namespace {

struct Case {
  char const* path;
  char const* kept;
};

std::vector<Case> const cut = {
    {"/checkout/order-received/1042/", "/checkout/order-received"},
    {"/fr/commander/order-received/1042", "/fr/commander/order-received"},
    {"/mon-compte/view-order/1042/", "/mon-compte/view-order"},
    {"/61234567890/checkouts/c/9f2ab0/thank_you", "/61234567890/checkouts"},
    {"/61234567890/orders/9f2ab0c1/authenticate", "/61234567890/orders"},
    {"/account/ORDERS/9f2ab0c1", "/account/ORDERS"},
    {"/confirmation-commande/XKBKNABJK", "/confirmation-commande"},
    {"/sales/order/view/order_id/12/", "/sales/order/view/order_id"},
    {"/checkout/42/complete", "/checkout"},
    {"/commande/etape/CMD-2026-0042", "/commande/etape"},
    {"/merci/R-2401", "/merci"},
};
std::vector<char const*> const whole = {"/", "/c/chairs", "/checkout/order-received", "/checkout/livraison", "/checkout/step-2", "/panier", "/blog/2026/11/order", "/commandes-en-gros/1042", "/p/order-received-lamp/12"};

TEST(OrderPages, are_cut_after_what_announces_the_order) {
  for (Case const& one : cut) EXPECT_EQ(without_order(one.path), one.kept);
  for (char const* path : whole) EXPECT_EQ(without_order(path), path);
}

TEST(OrderPages, are_found_by_the_pattern_where_they_would_be_cut_and_nowhere_else) {
  std::regex const pattern(order_path_pattern(), std::regex::icase);
  for (Case const& one : cut) {
    EXPECT_TRUE(std::regex_search(one.path, pattern)) << one.path;
    EXPECT_FALSE(std::regex_search(one.kept, pattern)) << one.kept;
  }
  for (char const* path : whole) EXPECT_FALSE(std::regex_search(path, pattern)) << path;
}

}  // namespace
}  // namespace parvis::track
