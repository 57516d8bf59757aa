#pragma once

#include <string>
#include <vector>

#include "palpate/core/technique.hpp"

namespace palpate::gui {

/// The techniques that there are to choose from.
struct TechniqueCatalogueForGui {
    std::vector<Technique> techniques;
    /// A line for each file that could not be read: which one, what is wrong, what to do.
    std::vector<std::string> problems;
};

}  // namespace palpate::gui
