#include "simulator/portable_math.hpp"

#include <cmath>

namespace palpate::acquisition::simulator {

double portableExp(double x)
{
    constexpr double kLn2High = 6.93147180369123816490e-01;
    constexpr double kLn2Low = 1.90821492927058770002e-10;
    constexpr int kTerms = 13;
    const double k = std::floor(x / (kLn2High + kLn2Low) + 0.5);
    const double r = (x - k * kLn2High) - k * kLn2Low;
    double sum = 1.0;
    for (int n = kTerms; n >= 1; --n) {
        sum = 1.0 + sum * r / n;
    }
    return std::ldexp(sum, static_cast<int>(k));
}

double portableLog(double x)
{
    constexpr double kLn2 = 0.693147180559945309417;
    constexpr double kSqrtHalf = 0.707106781186547524401;
    constexpr int kLastOddPower = 21;
    int exponent = 0;
    double mantissa = std::frexp(x, &exponent);
    if (mantissa < kSqrtHalf) {
        mantissa *= 2.0;
        --exponent;
    }
    const double s = (mantissa - 1.0) / (mantissa + 1.0);
    double sum = 0.0;
    for (int n = kLastOddPower; n >= 1; n -= 2) {
        sum = sum * s * s + 1.0 / n;
    }
    return 2.0 * s * sum + exponent * kLn2;
}

double portablePow(double x, double exponent)
{
    return x > 0.0 ? portableExp(exponent * portableLog(x)) : 0.0;
}

double sinOfTurns(double turns)
{
    constexpr int kLastPower = 21;
    double u = turns - std::floor(turns + 0.5);
    if (u > 0.25) {
        u = 0.5 - u;
    } else if (u < -0.25) {
        u = -0.5 - u;
    }
    const double x = 2.0 * kPi * u;
    double sum = 1.0;
    for (int n = kLastPower; n >= 3; n -= 2) {
        sum = 1.0 - sum * x * x / (static_cast<double>(n) * (n - 1));
    }
    return x * sum;
}

}  // namespace palpate::acquisition::simulator
