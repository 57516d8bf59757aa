#pragma once

#include <string>

namespace palpate::evaluation {

/// What was found, in Markdown, and whether every bound on it is met.
struct CheckedTable {
    std::string markdown;
    bool is_met = true;
};

}  // namespace palpate::evaluation
