#include "palpate/acquisition/simulation.hpp"

#include <gtest/gtest.h>
