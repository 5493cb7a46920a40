/**
 * What a statement of the workbench may call: these functions and no others, whatever else the engine has or will
 * have. Left out on purpose: everything that reads files, addresses, settings, the catalogue, the storage or its
 * statistics; that runs a text as SQL; that calls a function by a text (`list_aggregate`); that changes a state.
 * Whoever adds one asks what it says of a column whose counts were taken out, and of what lies outside the tables.
 */
export const FUNCTIONS: ReadonlySet<string> = words(
  // Aggregates.
  `any_value approx_count_distinct approx_quantile arg_max arg_min array_agg avg bit_and bit_or bit_xor bool_and
   bool_or corr count count_if count_star countif covar_pop covar_samp entropy favg first fsum geomean
   geometric_mean group_concat grouping grouping_id histogram kurtosis kurtosis_pop last list listagg mad max
   max_by mean median min min_by mode percentile_cont percentile_disc product quantile quantile_cont
   quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy sem
   skewness stddev stddev_pop stddev_samp string_agg sum sumkahan var_pop var_samp variance`,
  // Windows.
  `cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank rank_dense row_number`,
  // Text.
  `ascii bar bit_length char_length character_length chr concat concat_ws contains damerau_levenshtein editdist3
   ends_with format hamming hash instr jaccard jaro_similarity jaro_winkler_similarity lcase left left_grapheme
   length length_grapheme levenshtein lower lpad ltrim md5 mismatches nfc_normalize octet_length ord position
   prefix printf regexp_escape regexp_extract regexp_extract_all regexp_full_match regexp_matches regexp_replace
   regexp_split_to_array repeat replace reverse right right_grapheme rpad rtrim sha256 split split_part
   starts_with str_split str_split_regex string_split string_split_regex string_to_array strip_accents strlen
   strpos substr substring substring_grapheme suffix translate trim ucase unicode upper`,
  // Numbers, and choices between values.
  `abs acos acosh asin asinh atan atan2 atanh bit_count cbrt ceil ceiling coalesce cos cosh cot degrees even exp
   factorial fdiv floor fmod gamma gcd greatest greatest_common_divisor if ifnull isfinite isinf isnan lcm least
   least_common_multiple lgamma ln log log10 log2 mod nextafter nullif pi pow power radians random round
   round_even roundbankers sign signbit sin sinh sqrt tan tanh trunc xor`,
  // Dates.
  `age century date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day dayname
   dayofmonth dayofweek dayofyear decade epoch epoch_ms epoch_us era extract hour isodow isoyear julian last_day
   make_date make_time make_timestamp microsecond millennium millisecond minute month monthname quarter second
   strftime strptime time_bucket to_days to_hours to_minutes to_months to_seconds to_weeks to_years try_strptime
   week weekday weekofyear year yearweek`,
  // Lists, structs, maps, and rows of a table made of them.
  `apply array_append array_apply array_cat array_concat array_contains array_distinct array_filter array_has
   array_has_all array_has_any array_indexof array_intersect array_length array_position array_prepend
   array_reverse array_reverse_sort array_slice array_sort array_to_string array_transform array_unique
   cardinality element_at filter flatten generate_series generate_subscripts len list_any_value list_append
   list_apply list_avg list_cat list_concat list_contains list_count list_distinct list_element list_extract
   list_filter list_first list_grade_up list_has list_has_all list_has_any list_indexof list_intersect list_last
   list_max list_median list_min list_pack list_position list_prepend list_product list_reduce list_reverse
   list_reverse_sort list_select list_slice list_sort list_stddev_pop list_stddev_samp list_sum list_transform
   list_unique list_value list_var_pop list_var_samp list_where list_zip map map_concat map_contains map_entries
   map_extract map_from_entries map_keys map_values range reduce row struct_extract struct_insert struct_pack
   unnest`,
  // Casts, and columns chosen by a pattern.
  `cast columns try_cast typeof`
);

/** Types that are written with brackets: `DECIMAL(9, 2)`. */
export const TYPES: ReadonlySet<string> = words(
  `bpchar char character dec decimal float interval map numeric row string struct text time timestamp union varchar
   varying`
);

/** Words of the grammar that a bracket may follow. */
export const WORDS_BEFORE_BRACKETS: ReadonlySet<string> = words(
  `all and any anti as asof bernoulli between by case cross cube describe distinct else except exclude exists
   filter for from full group having ilike in inner intersect interval is join key lateral left like limit
   materialized natural not offset on or outer over percent pivot positional qualify recursive rename repeatable
   replace reservoir right rollup rows sample select semi sets similar some summarize system tablesample then to
   union unpivot using values when where window within`
);

/** Names of the engine's own tables and views, with brackets or without. */
export const OWN_TO_THE_ENGINE = /^(?:duckdb_|pragma_|sqlite_|pg_|information_schema$)/;

/** How statements begin that read. */
export const READING: ReadonlySet<string> = words(
  'select with from values table describe desc show summarize pivot unpivot'
);

/** How statements begin that do not, and which fault that is. */
export const NOT_READING: readonly (readonly ['settings' | 'outside' | 'changes', ReadonlySet<string>])[] = [
  ['settings', words('set reset pragma use')],
  ['outside', words('copy attach detach install load export import')],
  [
    'changes',
    words(
      `insert update delete drop create alter truncate merge replace comment begin start commit end rollback abort
       checkpoint force vacuum analyze call execute prepare deallocate`
    )
  ]
];

/** Those of them that have another meaning within a statement that reads, or stand as names often. */
export const ELSEWHERE_HARMLESS: ReadonlySet<string> = words(
  'set reset use load import replace comment begin start commit end rollback abort force analyze call'
);

function words(...groups: string[]): ReadonlySet<string> {
  return new Set(groups.join(' ').split(/\s+/));
}
