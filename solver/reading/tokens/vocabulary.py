"""The words that say what a number is, or what is asked for, in both languages.

Each kind of word is one pattern; where two could match at the same place, the earlier wins, so
longer terms stand before the shorter ones that they contain. Typing slips that are common in real
questions ("bath_size", "epoches") are words here too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.first_characters import ANY, branches

_NOUNS = (
    r"(?:images?|imgs?|photos?|pictures?|pics?|samples?|examples?|records?|rows?|data ?points?"
    r"|sentences?|sequences?|contexts?|instances?|files?|reviews?|texts?|documents?|articles?"
    r"|observations?|clips?|videos?|utterances?|patch(?:es)?|slices?|scans?|cases?|prompts?|entries"
    r"|demonstrations?|conversations?|questions?|pairs|windows(?! of)|frames(?! of)|tiles|crops)"
)
_HAN_NOUNS = (
    r"(?:训练样本|样本|樣本|图片|圖片|图像|圖像|照片|数据点|数据|資料|数据量|例子|句子|序列|文本"
    r"|评论|记录"
    r"|切片|视频|病例|语音|文章|文档|对话|图(?!像|片|表|上|中|里|示|例))"
)
_PARTS = r"(?:[ _-]?(?:data ?set|set|data|split|size|" + _NOUNS + r"))*"
_HAN_PARTS = r"(?:数据集|資料集|集|数据|資料|样本|樣本|图片|圖片|图像)*"

_HAN_DIGITS = "[一二三四五六七八九十百千两]"

_PATTERNS: dict[str, str] = {
    "gpu_hours": r"(?:gpu|tpu|device|card)[ -]?(?:hours?|days?)|(?:GPU|卡)\s?天|(?:GPU|显卡"
    r"|卡)\s?(?:小时|时(?![,，]?\s?(?:每|一个|一轮|跑|训|的|bs|batch)))",
    "tokens_per_second": r"tokens? ?(?:/ ?s(?:ec)?(?![a-z])|per second)|(?:个)?token/秒",
    "per_second": r"(?:steps?|iters?|iterations?|it|batch(?:es)?) ?(?:/ ?s(?:ec(?:ond)?)?(?![a-z])"
    r"|per second)|(?:步|次迭代|次|iter|it|step)(?:/秒|每秒)",
    "samples_per_second": rf"{_NOUNS} ?(?:/ ?s(?:ec(?:ond)?)?(?![a-z])|per second)|[张条样本]+/秒"
    rf"|{_NOUNS} (?:are |is |were |can be |get )?(?:processed|handled|seen|trained) ?(?:in )?"
    r"(?:per|a|each|every|one) second"
    r"|(?:train_)?samples_per_second|FPS(?![a-z])|throughput|吞吐量|每秒(?:处理|能处理)?",
    "warmup_epochs": r"warm[ _-]?up[ _-]?epochs?|预热(?:轮数|epoch数?)",
    "warmup_ratio": r"warm[ _-]?up[ _-]?(?:steps? )?(?:ratio|fraction|proportion)"
    r"|(?:预热|warm[ _-]?up)的?(?:比例|占比)",
    "warmup_samples": r"(?:lr[_-])?warm[_-]?up[_-]samples",
    "warmup_steps": r"(?:num_)?warm[ _-]?up[ _-]?(?:training )?(?:steps?|iterations?|iters?"
    r"|updates?|batches)(?![a-z])|预热(?:的)?步数?|(?:预热|warm[ _-]?up)的?(?:步数|迭代次数)",
    "warmup": r"warm(?:ing|ed|s)?[ _-]?up(?: phase| period)?|预热|热身",
    "epochs_per_checkpoint": r"save_(?:every_(?:n_)?epochs?|epochs?|period)",
    "epochs_per_evaluation": r"(?:check_val|eval|val)_every_(?:n_)?epochs?",
    "checkpoint_interval": r"save_(?:steps|every\w*|interval|freq\w*)|checkpoint_(?:every\w*"
    r"|interval)"
    r"|保存(?:间隔|频率)",
    "checkpoints": r"(?:(?:model |new )?checkpoints?|ckpts?|snapshots?|weights? files?)(?![a-z_])"
    r"|(?:is |are |be |get |gets )?saved?(?![a-z_])|saves(?![a-z_])|检查点|(?:保存|存)(?:了|下|过)?"
    r"(?=几|多少)|权重文件|(?:保存|存)(?=的?次数)",
    "oldest": r"(?:oldest|earliest)(?![a-z])|最[早旧老]",
    "unsaved": r"(?:(?:steps?|iterations?|updates?|progress|work)[^,.;?]{0,12}?)?"
    r"(?:are |is |get |will be |would be )?(?:lost|not saved|unsaved|to be redone|(?:do i "
    r"|i |we )?lose"
    r"|redo(?:ne)?)(?![a-z])|丢失|损失(?=(?:多少|几)个?步)|白跑了?"
    r"|丢了?(?=(?:多少|几)(?![张条幅份个例]))",
    "evaluation_interval": r"eval(?:uation)?_(?:steps|interval|every\w*|freq\w*)"
    r"|val(?:idation)?_interval"
    r"|评估间隔",
    "evaluations": r"(?:eval(?:uation)?s?(?! (?:set|samples|images|data|examples"
    r"|batches)\b)|validations|validation (?:run|pass|loop|round)(?:s|es)?"
    r"|(?:be |is |are |get )?(?:evaluated?|validated?))(?![a-z_])|(?<=[次回遍])\s?(?:validation"
    r"|eval|验证|评估)(?![a-z_])|(?:评估|验证|评测|测试)(?=(?:了|过|跑)?"
    r"(?:几|多少)[次回遍])|(?:eval(?:uat\w{1,3})?|validation|验证|评估|评测)(?=的?次数)"
    r"|(?<=次)\s?(?:eval(?:uat\w{1,3})?|validation|验证|评估|评测)(?![a-z_集])",
    "log_interval": r"logging_steps|log_(?:interval|every\w*|freq\w*|iter)|steps_per_print"
    r"|日志间隔",
    "log_lines": r"log(?:ging)? (?:lines?|entries|messages)|(?:loss )?(?:lines|entries|points"
    r"|values"
    r"|records) (?:of|in) (?:the |my )?(?:loss )?(?:log|curve|plot|tensorboard)(?:file)?"
    r"|(?:be |is |are |get |gets )?(?:logged|printed)(?![a-z_])"
    r"|(?<=times will it )(?:log|print)(?![a-z_])|(?<=times does it )(?:log|print)(?![a-z_])"
    r"|(?:loss|log) (?:lines|entries|values)"
    r"|(?:lines|times)(?: of (?:output|text))? (?:(?:does|do|will|would|is|are) )?"
    r"(?:(?:this|it|that|be|the \w+|get) ){0,3}(?:log|print|output)(?:s|ged|ted)?(?![a-z_])"
    r"|日志(?:行数|条数)|(?:打印|记录|输出)(?:出)?(?=(?:几|多少)[次行条个])"
    r"|(?<=[行条个次])(?:的)?\s?(?:loss|日志|log)(?:的)?(?:记录|输出)?(?![a-z_])",
    "between_logs": r"between (?:each|two|every|consecutive)?(?: two)? ?logs?(?: lines?)?",
    "patience": r"patience|耐心(?:值)?|容忍(?:轮数|次数)?",
    "best_epoch": r"(?:load_)?best[ _](?:epoch|model|checkpoint|weights|val(?:idation)?[ _](?:loss"
    r"|acc\w*)|score|one)"
    r"|best(?:\.pth?|\.ckpt)?(?= ?[?,.]|$)|best\.\w{2,5}"
    r"|restor(?:es?|ed|ing)(?: the)?(?: best)?(?: model)?(?: weights)?"
    r"|(?:was|is) (?:the )?best(?! [a-z])|最(?:好|佳|优)(?:的)?(?:那个|一个|模型"
    r"|权重)?(?:的)?(?:epoch|轮(?!次))?",
    "not_run": r"(?:少(?:跑|训练?|练)|省|提前|(?:没有?|未)(?:跑|训练?))(?:下|掉|到)?了?(?:多少|几)"
    r"\s?(?:个?\s?(?:epoch|轮)|个(?=[?。,，;]|$))次?"
    r"|epochs (?:are |were |get )(?:saved?|skipped|not run|unused)(?![a-z])"
    r"|how many epochs(?= (?:out )?of (?:the |my )?\d{1,6} (?:were |are |get |was )?"
    r"(?:skipped|saved|not run|never run|unused)(?![a-z]))"
    r"|how many epochs (?:[a-z]+ ){0,6}?(?:saved?|skip(?:s|ped)?|not run|never run"
    r"|not needed|unused"
    r"|too (?:few|early))(?![a-z])"
    r"|how many (?:fewer )?epochs (?:early|earlier|fewer)(?![a-z])",
    "stop_epoch": r"early[ -]?stop(?:s|ped|ping)?|stop(?:s|ped|ping)?(?: training)?(?![a-z_])"
    r"|早停|提前停止|停止(?:训练)?|停在|停下来?|停掉|停了|会停|停(?=[?？。,，吗呢]|$)",
    "nth": r"第\s?\d[\d,]{0,9}[kKwW万]?\s?个?\s?(?:epoch|轮|周期|步|次迭代|iter(?:ation)?|step)",
    "decay": r"(?:lr |learning[ -]rate |cosine |linear )?decay(?:s|ing|ed)?(?![a-z_])"
    r"|(?:学习率)?衰减|退火",
    "corpus": r"corp(?:us|ora)(?![a-z])|语料库?",
    "checkpoint_limit": r"save_total_limit|max_to_keep|checkpoints?_total_limit|keep_last_n"
    r"|(?:最多|只|仅)(?:会)?保留(?:最近|最新|最后)?的?(?=\s?\d{1,3}\s?[个份])",
    "kept": r"(?:(?:are |is |be )?(?:left|kept|remain(?:s|ing)?|there) )?on (?:the "
    r"|my )?dis[ck](?: at the end)?"
    r"|(?:left|kept|remain(?:s|ing)?) at the end"
    r"|磁盘上?(?:还)?[剩有留]下?|(?:最后|最终)(?:会)?(?:还)?[剩留]下?|硬盘上?[剩有留]下?",
    "folds": r"(?:-| )?folds?(?![a-z])(?: cross[- ]?validation)?|cross[- ]?validation|n_splits"
    r"|kfold|(?<=\d)折|折(?![合算半扣线])(?:交叉验证)?|交叉验证",
    "padded_size": r"after (?:the )?padding|padded (?:size|length|total)"
    r"|(?:padding|补齐|填充|补)\s?(?:之|以)?后(?:的)?(?:总数|总量|样本数|数据集大小)?",
    "shared_out": r"分配|分到|拿到|领到|分得|平分|Distributed ?Sampler|shards?(?![a-z])|assigned",
    "padding": r"padd(?:ing|ed)(?: (?:samples?|indices))?|pad(?![a-z])|补齐|补(?=几|多少)|填充"
    r"|补了?(?:上)?(?:几|多少)[条个张](?:重复)?|duplicated? samples|duplicates",
    "sequence_length": r"(?:(?<=\d )|(?<=\dk ))context(?!s|[ _-](?:len|size|win))"
    r"|(?:context|(?<![a-z])seq(?:uence)?|ctx)(?= (?:of )?\d)"
    r"|(?:max(?:imum)?[_ ]?)?(?:seq(?:uence)?|context|block)[ _-]?(?:len(?:gth)?"
    r"|size|window)s?"
    r"|max_(?:length|position_embeddings|tokens)|cutoff_len(?:gth)?|tokens? (?:each"
    r"|per (?:sample|sequence|sentence"
    r"|example"
    r"|context|document|image))|序列(?:最大)?长度|(?:最大|上下文)长度|截断长度|每(?:一)?条序列(?:长度?)?(?=(?:是|为|最多)?\s?\d)",
    "tokens": r"tokens?(?![a-z])|词元|词(?=的?语料|数|[,，。)）]|$)|words?(?![a-z])",
    "repeats": r"RepeatDataset(?: times)?|repeat(?:s|ed|_dataset|ing)?(?: (?:times|per (?:image"
    r"|sample)))?|repetitions?"
    r"|num_repeats"
    r"|(?:data ?set )?enlarge ratio|重复(?:次数)?",
    "nodes": r"nodes?(?![a-z])|machines?(?![a-z])|servers?(?![a-z])|nnodes|num_(?:nodes|machines)"
    r"|台?(?:机器|服务器)|节点|机(?=\d|[一二两三四五六七八]?\d*卡)",
    "processes": r"(?<=\d )(?:mpi )?tasks(?![a-z])"
    r"|data[ _-]?parallel[ _-](?:size|degree|world[ _]size)|数据并行(?:度|数|大小)"
    r"|dp[ _-]size|(?:num_)?process(?:es)?(?![a-z])(?! \d)|ranks?(?![a-z])"
    r"|(?:num_)?replicas?(?![a-z])|workers?(?= process)|进程",
    "single_device": r"(?:a |one |an? )?single[ -](?:gpu|tpu|device|card)|one (?:gpu|tpu|device"
    r"|card)(?!s)"
    r"|单(?:张|块)?(?:卡|GPU|显卡)|(?<![每另同哪任某这那])一[张块](?:卡|GPU|显卡)",
    "val_batches": r"(?:val(?:idation)?|eval(?:uation)?|test) (?:batch(?:es)?"
    r"|steps)(?![a-z_ ]*size)"
    r"|验证(?:集)?(?:的)?(?:批次|batch)数?",
    "progress_bar": r"progress ?bar|tqdm(?: bar)?|(?<=the )bar(?= (?:show|display|count|say))"
    r"|进度条",
    "percent": r"what (?:percent(?:age)?|share|fraction|part|portion|proportion|%)"
    r"|how many (?:percent|%)|percent(?:age)?"
    r"|百分之(?:几|多少)|占比"
    r"|比例|百分比|(?<=[ ?])%",
    "remaining": r"(?<=for )the rest(?=\s{0,2}\?)|how much (?:longer|more time)"
    r"|the rest(?= (?:take|last|need|run|will|go))|still (?:have to|need to|must)"
    r"|until (?:it|this|the \w+|training)(?: is| has|'s)? ?(?:finish\w*|done|over|ends?|completes?)"
    r"|(?:are |is )?(?:left|remaining|to go|still to (?:go|come)|more(?! than))|remains?"
    r"|还(?:剩|需|要|有|得|差)(?:下)?|剩余?(?:下)?",
    "which_epoch": r"(?:which|what|in which|at which) epo(?:ch|che)(?! (?:is|was|runs|takes?"
    r"|has)? ?(?:faster|slower|longer|shorter|better))|第几个?\s?(?:epoch|轮|周期)"
    r"|哪一?个?\s?(?:epoch|轮)",
    "which_iteration": r"(?:which|what) (?:global )?(?:step|iteration|iter|update)(?!s|[a-z]| size)"
    r"|第几(?:个)?\s?(?:步|次迭代|次更新|iter(?:ation)?|step)|哪(?:一)?(?:个)?(?:步|次迭代)",
    "drop": r"drop_last\s*=\s*true|(?:drop(?:s|ped|ping)?|discard(?:s|ed|ing)?|ignor(?:e"
    r"|ed|ing))"
    r"(?: the)? (?:last|incomplete|remaining|partial|leftover)(?: incomplete"
    r"| partial)?(?: batch)?"
    r"|last (?:incomplete )?batch is (?:dropped|discarded|ignored)|dropped|thrown (?:away"
    r"|out)|left out|leaves? out"
    r"|(?:not|never|n't) (?:be |get )?(?:even )?(?:considered|used|seen|shown|tested"
    r"|trained on|visited)"
    r"|(?:轮|训|训练|看|学|用|算)不(?:到|上)|没(?:训|用|看|学)(?:到|上)|浪费|漏(?:掉|了)?(?=多少|几)"
    r"|丢弃|丟棄|舍弃|丢掉|扔掉|[丢扔][了掉]?(?=(?:多少|几)[张条幅份个例])"
    r"|少(?:用|训|训练|看|学)[了到]?(?=(?:多少|几)[张条幅份个例])"
    r"|drop_last(?!\s*=\s*false| ?(?:没开|没有开|未开|不开|关|没设|(?:is |was )?(?:off|disabled"
    r"|not set|unset)(?![a-z])))",
    "keep": r"drop_last\s*=\s*false|drop_last ?(?:没开|没有开|未开|不开|关|没设|(?:is "
    r"|was )?(?:off|disabled|not set|unset)(?![a-z]))|(?:keep(?:s|ing)?"
    r"|kept)(?: the)? (?:last|incomplete"
    r"|partial)"
    r"(?: batch)?|保留(?:最后)?|不丢弃|(?:without|no) drop_last",
    "last_batch": r"(?:size of the )?(?:last|final) (?:\(?(?:incomplete|partial|global|smaller"
    r"|remaining|short)\)? ){0,2}(?:(?:mini-?)?batch(?:'s size| size)?|one)"
    r"|the last(?=\s*(?:[?.,;]|$|holds?\b|ha(?:s|ve)\b|contains?\b|gets?\b))"
    r"|最后(?:的|那)?一个(?=\s?(?:是不是|是|有|只|剩))|最后(?:的|那)?一?个?\s?(?:batch|批次"
    r"|批)(?:的)?(?:大小|样本数)?",
    "views": r"(?:how often|how many times|times) (?:is |does |will |has )?(?:each|every"
    r"|one|a) "
    rf"(?:single )?(?:training )?{_NOUNS}"
    rf"|每(?:一)?[个张条幅份]?(?:训练|原始?)?{_HAN_NOUNS}[^,，。;；]{{0,6}}?(?:几|多少)[次遍]",
    "effective_batch_size": r"ims_per_batch"
    r"|(?:effective|global|total|overall)[ _](?:train[ _]|mini-?)?"
    r"batch(?:es)?[ _-]?sizes?|(?:effective|global|real|actual|overall) (?:train )?batch(?!e)"
    r"|total batch(?=(?: size)?\s?(?: for| of| is| per|[,?=:是为]|\d))"
    r"|有效(?:的)?(?:批大小|批次大小|batch[ _-]?size)"
    r"|(?:全局|总|等效|有效|合计)(?:的)? ?(?:batch(?:[ _-]?size)?(?!e)|b[sz](?![A-Za-z]))",
    "batch_size": r"per_(?:device|gpu)(?=\s?[=:：]\s?\d)|(?:最多|只能|能|可以)(?:只)?(?:放"
    r"|装|塞)(?:得?下)?(?=\s?[\d一二两三四五六七八])"
    r"|(?:fits?|hold)(?: only| at most)?(?= \d)|"
    r"(?:instantaneous |per[ _-](?:device|gpu)[ _])?(?:(?:train[ _]|micro[ _-]?"
    r"|mini-?)){0,2}"
    r"ba(?:tch|th|cth|thc)(?:es)?[ _-]?sizes?(?:[ _]per[ _](?:device|gpu|card))?"
    r"|micro[ _-]?batch(?:_per_gpu)?(?!e|[ _-]?size)|(?:samples|imgs|images)_per_(?:gpu|batch)"
    r"|batched (?:with|by|in|into|at)(?= \d)"
    r"|(?:number of )?(?:samples|imgs|images|pictures|examples) per (?:gpu|device|card|process)"
    r"(?= ?(?:is|are|was|of|=|:|set|\(|\d))"
    r"|size of (?:each|a|the|one|every) "
    r"(?:mini-?)?batch|(?<![A-Za-z])b[sz](?![A-Za-z])"
    r"|(?:batch|批次|批处理|批量|批)(?:的)?(?:大小|尺寸|量)|批量"
    r"|每(?:一)?(?:个)?(?:批次|批|batch)(?:的)?(?:大小|样本数|包含|含|有)?"
    rf"|一批(?=[有是放用取]?\s?(?:\d|{_HAN_DIGITS}))",
    "per_batch": rf"(?:{_NOUNS} )?(?:per|in (?:a|each|every)) (?:mini-?)?batch|at a time|at once"
    r"|(?:can |will |would )?fits? (?:in|on|into)(?: the| my| one| its)? (?:memory|gpu|card|vram)"
    r"|一批(?![\w])",
    "grad_accumulation": r"iter_size(?![a-z])|accumulative_counts|(?:iters|steps"
    r"|batches)-to-accum\w*|update[-_]freq"
    r"|"
    r"grad(?:ient)?[ _-]acc(?:um)?(?:[ _-]steps)?(?![A-Za-z])"
    r"|(?:grad(?:ient)?[ _-])?accumulat(?:ion|e|es|ing)(?:[ _-]?steps?)?"
    r"(?: gradients)?(?: over)?|(?:梯度)?(?:累积|累计|累加)(?:步数|次数)?",
    "per_device": r"(?:per|each|every|on an?|on one|/) ?(?:single )?"
    r"(?:gpu|tpu|device|card|process|rank|worker|replica)(?!s)"
    r"|每(?:一)?(?:个|张|块|台)?(?:GPU|显卡|卡|设备|进程|rank)(?:上)?|单卡"
    r"|一[张块个](?:GPU|显卡|卡)(?=(?:上)?(?:每秒|一秒))|(?<=\d )each(?=\s?[)])"
    r"|(?:(?<=卡)|(?<=卡[,，]))每[张块](?=(?:上|放|跑|是|都|各)?\s?\d)",
    "all_devices": r"(?:across|over|on|for) all (?:(?:\d+|the) )?(?:gpu|tpu|device|card)s"
    r"|所有(?:的)?(?:GPU|显卡|卡|设备)(?:合计|一共|总共)?",
    "devices": r"(?:nproc_per_node|world[ _]size|n(?:um)?_?gpus?|gpu[ _]num|gpu[ _]count)|(?:gpu"
    r"|tpu"
    r"|device|graphics card|card)s?(?![a-z])|(?:[块张片] ?)?(?:(?:RTX|GTX|GeForce|Tesla|Quadro) ?)*"
    r"(?:A[2456]000|[AVHPLB]\d{2,3}|T4|[1-5]0[5-9]0)(?: ?ti)?s?(?![a-z\d])"
    r"|(?:[块张] ?)?(?:显卡|GPU卡?)"
    r"|[张块]?卡"
    r"|设备",
    "iterations_of_epoch": r"(?:steps?|iter(?:ation)?s?|updates?|batch(?:es)?)_(?:per"
    r"|each)_epoch"
    r"|(?:steps?|iters?|iterations?|it|batch(?:es)?)[ ]?/[ ]?epoch(?!s)",
    "max_iterations": r"max_?(?:steps?|iters?|iterations?|batches)|(?:iterations?|iters?)_max"
    r"|num_(?:training_)?steps|total_?steps|t_total|num_update_steps|最大迭代(?:次数|轮数|步数)?"
    r"|最大步数|横轴|横坐标",
    "per_iteration": r"between (?:two |2 |consecutive |successive )?(?:weight |optimi[sz]er )?"
    r"(?:updates|steps|iterations)(?![a-z])|(?:per|each|every|an?|one) (?:single )?"
    r"(?:weight |parameter |gradient |training |train |optimi[sz]er |optimi[sz]ation )?"
    r"(?:update|iteration|iter|step)(?!s|[a-z])|(?:step|iteration) time|/ ?(?:it|iter|iteration"
    r"|step)(?![a-z])"
    r"|[一每]次(?=[喂送取读放抓塞拿看]|处理|输入|丢进)|每(?:一)?(?:次|个)?\s?(?:迭代|更新|参数更新"
    r"|权重更新|步|iter(?:ation)?|step|it)(?!s)|一步|单步"
    r"|一次迭代|平均一步|(?:一|单)(?:个|次)?(?:step|iter(?:ation)?)(?!s)",
    "per_epoch": r"(?:the )?first epo(?:ch|che)(?!s|[A-Za-z_])|第一个?(?:epoch|轮)"
    r"|(?:完整)?(?:地)?(?:跑|过|训练?|遍历|喂|看|走|扫)完?一遍|(?:one|a) (?:full |complete "
    r"|single )*pass"
    r"(?! of)|"
    r"(?:per|each|every|an|one|a single|a|(?:in|of) (?:my|our|its)|(?:my"
    r"|our)(?= epoch (?:is|has|takes))|in (?:the"
    r"|this)) (?:full )?epo(?:ch|che)(?!s|[ _]?size)"
    r"|/ ?epoch|(?:每|一|单)(?:一)?个? ?epoch(?:s|es)?(?:中|里|内)?|(?:每|一)轮(?:中|里|内)?"
    r"|每(?:一)?(?:个)?周期",
    "epochs": r"num_(?:train_)?epochs?|max_epochs?|epo(?:ch|che)s?|{after}eps?(?![a-z])"
    r"|cycles? (?:through|over)"
    r"|(?<=个)cycle|passes(?: over"
    r"| through)?|(?<=个)cycles?(?![a-z])|cycles?(?= (?:through|over))|轮次|轮数|轮|輪|纪元|遍"
    r"|个?周期",
    "part_size": r"of size|(?:大小|容量)(?:均|都)?为|每[份组](?:有|为|包含|含)?",
    "split_into": r"(?:split|divided?|cut|partition(?:ed)?|broken?)(?: up)?"
    r"(?: [A-Za-z]\w*){0,4}? in(?:to)?|分成|分为|划分成|划分为|拆成|拆分成",
    "groups": r"(?:small |smaller |equal )?(?:sets|groups|parts|chunks|subsets|portions)"
    r"(?= of|[ ,.;]|$)|[份组]",
    "iterations": r"(?:(?:model |network )?(?:weight|parameter|gradient"
    r"|optimi[sz]er) )?updates?"
    r"(?: steps?)?|iterations?|iters?(?![a-z])|(?:training |global |optimi[sz](?:ation"
    r"|er) )?steps?"
    r"(?![a-z])|(?:模型)?(?:的)?(?:权重|权值|参数|梯度)(?:的)?(?:更新|值更新)(?:次数)?"
    r"|(?:更新|迭代)(?:次数|数)?|训练步数?|步数|步|{after}its?(?![A-Za-z/])",
    "batches": r"(?:mini-?|micro[ _-]?)?(?:batch|bacth|bathc)(?:e?s)?(?![a-z]"
    r"|[ -]gradient descent)|批次|批",
    "train": r"(?:instances|samples|images|examples)_per_epoch"
    rf"|train(?:ing|ed|s)?(?![a-z]){_PARTS}|训练{_HAN_PARTS}|訓練{_HAN_PARTS}",
    "val": rf"(?:val(?:id(?:ation)?)?|eval(?:uation)?(?= (?:set|samples|images|data|examples)\b))"
    rf"(?![a-z]){_PARTS}|验证{_HAN_PARTS}|驗證{_HAN_PARTS}",
    "test": rf"test(?:ing)?(?![a-z]){_PARTS}|held[ -]out|测试{_HAN_PARTS}|測試{_HAN_PARTS}",
    "seen": r"(?:samples?|images?|examples?) (?:are |will be |have been )?(?:seen|processed)"
    r"|处理(?:了|过)?(?:的)?样本(?:总数|数)?",
    "all_data": r"data ?sets?(?: size)?|total (?:number of )?(?:samples|images|examples)"
    r"|数据集(?:大小)?|資料集|总(?:样本|数据|資料)(?:数|量)?|總資料量|样本总数|数据总量|总数量?(?=(?:是|为|有|共|[:：=])?\s?(?:\d|多少|几))",
    "samples": _NOUNS
    + r"|data(?![a-z_])|[张幅]?"
    + _HAN_NOUNS
    + r"|[张幅條条筆笔篇](?!(?!batch|bs|epoch)[a-z])|(?<=[\dwWkK万千百])(?:句|段|首|帧|套)"
    r"|(?<![比案惯])例(?![如子外a-z])|[个張]样本",
    "milliseconds": r"milli(?:sec(?:ond)?s?)|msecs?(?![a-z])|{after}ms(?![a-z])|毫秒",
    "seconds": r"sec(?:ond)?s?(?![a-z])|{after}s(?![a-z])|s(?= ?(?:per|/) ?(?:it|step|update"
    r"|epoch))"
    r"|秒钟?",
    "minutes": r"min(?:ute)?s?(?![a-z])|分钟|分鐘",
    "hours": r"h(?:ou)?rs?(?![a-z])|{after}h(?![a-z])|(?:个)?小时|(?:個)?小時",
    "days": r"days?(?![a-z])|天",
    "months": r"months?(?![a-z])|个?月(?![份\d])",
    "weeks": r"weeks?(?![a-z])|(?:个)?(?:星期|礼拜)|周(?!期)",
    "duration": r"when (?:will|does|is|would) (?:it|this|the training|training|the run) [^?,]{0,16}"
    r"(?:finish\w*|done|end|over|ready|complete\w*)|什么时候(?:能|才能|会)?(?:跑完|训完|训练完"
    r"|结束)"
    r"|how long|(?:training |total )?time(?![a-z])"
    r"|多久|多长时间|多少时间|耗时|用时|时间",
    "accuracy": r"accurac(?:y|ies)|准确率|精度|正确率",
    "times": r"[次回]",
}

_LETTERS = {
    "N": "train",
    "B": "batch_size",
    "E": "epochs",
    "T": "iterations",
    "k": "grad_accumulation",
    "n": "train",
    "ep": "epochs",
}
_LETTER = lazy_pattern(
    r"(?<![A-Za-z_])(?<![Cc]lass )(?<![Gg]roup )(?<![Ff]older )(?<![Ss]et )(?<![Tt]ype )"
    r"(?P<letter>[NBETkn]|ep)(?=\s*[=:：]\s*[\d?？])"
)
_NAMES_RUNS = lazy_pattern(r"(?<![A-Za-z])A\s?[:：]")
_COLON = lazy_pattern(r"\s?[:：]")
"""After "A: ...", "B: ..." is the name of another run and no batch size."""
_WORD_START = r"(?:(?<![A-Za-z])|(?<=\d[xX])(?=[A-Z])|(?=[^\x00-\x7f]|/))"
_AFTER_A_NUMBER = r"(?:(?<=\d)|(?<=\d\s))"

_A_SET = lazy_pattern(
    r"集|数据|資料|样本|樣本|图|照片|set|data|size|[a-z]s$"
    r"|per_epoch$|(?:image|photo|picture|sample|example|sentence|sequence)$",
    re.IGNORECASE,
)

MILLISECONDS = {
    "milliseconds": 1,
    "seconds": 1000,
    "minutes": 60_000,
    "hours": 3_600_000,
    "days": 86_400_000,
    "weeks": 604_800_000,
    "months": 2_592_000_000,
}
"""Units of time, in milliseconds."""


@dataclass(frozen=True)
class Label:
    """A word of the vocabulary where it stands in a text."""

    kind: str
    start: int
    end: int
    text: str


def names_a_set(label: Label) -> bool:
    """Whether "train" or 训练 is the training set in a text, and not what somebody does."""
    return bool(_A_SET.search(label.text))


def find_labels(text: str) -> Iterator[Label]:
    """All words of the vocabulary in a text, from left to right."""
    end = 0
    for first in _starts().finditer(text):
        if first.start() < end:
            continue
        match = _words_from(first.group().lower()).match(text, first.start())
        if match and match.lastgroup:
            end = match.end()
            yield Label(match.lastgroup, match.start(), end, match.group())
    for match in _LETTER.finditer(text):
        if _NAMES_RUNS.search(text, 0, match.start()) and _COLON.match(text, match.end()):
            continue
        yield Label(_LETTERS[match["letter"]], match.start(), match.end(), match.group())


@cache
def _branches() -> list[tuple[str, str, frozenset[str]]]:
    """Each way to write a word: its kind, its pattern, and what characters it begins with."""
    return [
        (kind, branch, characters)
        for kind, pattern in _PATTERNS.items()
        for branch, characters in branches(pattern.replace("{after}", _AFTER_A_NUMBER))
    ]


@cache
def _first() -> frozenset[str]:
    return frozenset[str]().union(*(characters for _, _, characters in _branches()))


@cache
def _starts() -> re.Pattern[str]:
    """Where a word can begin."""
    one = "." if ANY in _first() else f"[{re.escape(''.join(sorted(_first())))}]"
    return re.compile(_WORD_START + one, re.IGNORECASE | re.DOTALL)


@cache
def _words_from(character: str) -> re.Pattern[str]:
    """The words that can begin with a character: to try all of them everywhere takes long."""
    fitting: dict[str, list[str]] = {}
    for kind, branch, characters in _branches():
        if character not in _first() or characters & {character, ANY}:
            fitting.setdefault(kind, []).append(branch)
    groups = (f"(?P<{kind}>{'|'.join(of_kind)})" for kind, of_kind in fitting.items())
    return re.compile("|".join(groups), re.IGNORECASE)
