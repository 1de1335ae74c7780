"""Which framework a text is about, told by its name or by names that only it uses."""

from solver.lazy_pattern import lazy_pattern

_FIRST_THAT_ROUNDS_UP = 52
"""Transformers 4.52 makes an update of the batches left at the end of an epoch; 4.51 does not."""

_SIGNS = {
    "paddledetection": r"paddledet|ppdet|pp-?yolo|trainreader\b",
    "paddle": r"paddle(?!nlp|ocr|seg|clas|speech|x\b)|飞桨",
    "mmdet": r"mmdet|mmengine|mmcv|mmseg|mmpretrain|mmyolo|openmmlab"
    r"|samples_per_gpu|imgs_per_gpu|accumulative_counts",
    "darknet": r"darknet|subdivisions\b|max_batches\b",
    "ultralytics": r"ultralytics|yolo(?!x)",
    "lightning": r"lightning(?! fast| speed)|accumulate_grad_batches|estimated_stepping_batches"
    r"|limit_train_batches|\bpl\.trainer\b|\bl\.trainer\b",
    "transformers": r"trainingarguments\b|per_device_train_batch|per_device_eval_batch"
    r"|num_train_epochs|hugging ?face|抱抱脸|hf trainer|from transformers\b|import transformers\b"
    r"|transformers(?= ?(?:trainer|库|框架|版本|version|[=<~]=|v?4\.\d|v?5\b))"
    r"|sfttrainer\b|sftconfig\b|llama-?factory|axolotl|total optimization steps"
    r"|instantaneous batch size per device",
    "keras": r"keras|tensorflow|\bmodel\.fit\(|fit_generator|validation_split|tf\.data"
    r"|imagedatagenerator|steps_per_epoch ?=[^,\n]{0,40}//",
    "deepspeed": r"deepspeed|train_micro_batch_size_per_gpu|ds_config",
    "accelerate": r"from accelerate\b|accelerate launch|accelerator\(|accelerator\.accumulate"
    r"|diffusers",
    "pytorch": r"pytorch|\btorch\b|dataloader\b|distributedsampler\b|optimizer\.step\(",
}
"""The signs of each framework in lower case; of several in a text, the first here is meant."""

_FRAMEWORKS = {name: lazy_pattern(signs) for name, signs in _SIGNS.items()}
_VERSION = lazy_pattern(r"transformers[ (]{0,2}(?:[=<~]=|<|版本|version)? ?v?4\.(\d{1,2})(?!\d)")
_FIXED_STEPS = lazy_pattern(r"steps_per_epoch ?=[^,\n]{0,40}//")
_ROUNDS_DOWN = lazy_pattern(
    r"\+ ?1\) ?% ?(?:\w{1,12}\.)?\w{0,20}?accum\w{0,30} ?== ?0(?! ?or\b)"
    r"|\+ ?1\) ?% ?\d{1,4} ?== ?0 ?:\s{0,12}(?:\w{1,20}\.)?(?:optim\w{0,10}|opt)\.step"
)


def framework_of(text: str) -> str | None:
    """The name of the rule that a text counts by; None where it tells no framework."""
    text = text.lower()
    found = next((name for name, signs in _FRAMEWORKS.items() if signs.search(text)), None)
    if found == "transformers":
        return _version_of_transformers(text)
    if found == "keras" and _FIXED_STEPS.search(text):
        return "keras_steps"
    if found in {None, "pytorch"} and _ROUNDS_DOWN.search(text):
        return "pytorch_floor"
    return found


def _version_of_transformers(text: str) -> str:
    named = _VERSION.search(text)
    old = named is not None and int(named[1]) < _FIRST_THAT_ROUNDS_UP
    return "transformers_4_51" if old else "transformers"
