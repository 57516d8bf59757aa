#include <iostream>

#include "palpate/core/version.hpp"

int main()
{
    std::cout << palpate::softwareName() << '\n';
    return 0;
}
