#include "distributions.hpp"

#include <cmath>

#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace palpate::analysis {

namespace {

namespace math = boost::math;

/// Infinite or not a number instead of an exception; the same digits on every machine.
using Policy = math::policies::policy<math::policies::overflow_error<math::policies::ignore_error>,
                                      math::policies::domain_error<math::policies::ignore_error>,
                                      math::policies::evaluation_error<math::policies::ignore_error>,
                                      math::policies::promote_double<false>>;
using Student = math::students_t_distribution<double, Policy>;
using Fisher = math::fisher_f_distribution<double, Policy>;
using Normal = math::normal_distribution<double, Policy>;

}  // namespace

double studentQuantile(double share, double degrees)
{
    return math::quantile(Student{degrees}, share);
}

double studentTwoSidedP(double t, double degrees)
{
    return 2.0 * math::cdf(math::complement(Student{degrees}, std::abs(t)));
}

double fisherQuantile(double share, double numerator_degrees, double denominator_degrees)
{
    return math::quantile(Fisher{numerator_degrees, denominator_degrees}, share);
}

double normalQuantile(double share)
{
    return math::quantile(Normal{}, share);
}

double normalTwoSidedP(double z)
{
    return 2.0 * math::cdf(math::complement(Normal{}, std::abs(z)));
}

}  // namespace palpate::analysis
